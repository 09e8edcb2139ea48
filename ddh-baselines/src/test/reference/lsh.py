"""Signs of random projections (Charikar, STOC 2002) of centred rows. Usage: python3 lsh.py FILE"""

import sys

from _common import Numbers, write

numbers = Numbers(11)
x = numbers.bell(60, 9) + 2
w = numbers.bell(13, 9)
write(sys.argv[1], x=x, w=w, scores=(x - x.mean(axis=0)) @ w.T)
