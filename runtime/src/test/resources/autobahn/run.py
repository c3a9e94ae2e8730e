# Runs the Autobahn test suite: run.py JAR-WITH-THE-SUITE MODE SPECIFICATION. For Jython 2.7.
import json
import sys

sys.path.insert(0, sys.argv[1])

from autobahntestsuite import wstest

wstest.start({'mode': sys.argv[2], 'debug': False}, json.load(open(sys.argv[3])))
