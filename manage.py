#!/usr/bin/env python
"""Start Django. The packages under site/ are found through the editable install, never through sys.path."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings.demo")
    execute_from_command_line(sys.argv)
