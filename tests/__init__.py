"""Tests mirror app/. This file keeps a dependency that ships a package `tests` from hiding ours."""
