"""Walks of files through other people's programs and back: `make interop`, and not part of the
tests. What every walk must hold is in `there_and_back`; a client is one module."""
