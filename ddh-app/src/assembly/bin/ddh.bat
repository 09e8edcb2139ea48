@echo off
rem Starts DDH. JAVA_HOME picks the Java, JAVA_OPTS adds options (the last -Xmx wins).
setlocal
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined OPENBLAS_THREAD_TIMEOUT set "OPENBLAS_THREAD_TIMEOUT=4"
set "DDH_JAVA=java"
if defined JAVA_HOME set "DDH_JAVA=%JAVA_HOME%\bin\java"
"%DDH_JAVA%" -Xmx4g -Djava.awt.headless=true %JAVA_OPTS% -cp "%~dp0..\lib\*" io.ddh.app.DdhMain %*
exit /b %ERRORLEVEL%
