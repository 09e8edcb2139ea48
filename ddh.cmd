@echo off
rem Runs DDH from a checkout: all commands. Builds the tool where it is missing; after a change of the
rem sources delete ddh-app\target first.
setlocal
set "DDH_TOOL=%~dp0ddh-app\target\ddh\bin\ddh.bat"
if not exist "%DDH_TOOL%" (
  echo ddh: building ^(the first time takes minutes^) ... 1>&2
  pushd "%~dp0"
  call mvn -q -B -Dmaven.test.skip=true -pl ddh-app -am package 1>&2
  if errorlevel 1 (
    popd
    echo ddh: the build failed 1>&2
    exit /b 1
  )
  popd
)
call "%DDH_TOOL%" %*
exit /b %ERRORLEVEL%
