"""`python -m tests.practices.killed_import FILE N`: an import that dies at its Nth statement.

A process of its own on a database of its own, killed from within so that the moment is known.
N = 0 lets it live.
"""

import os
import signal
import sys

import django


def main(path, statements):
    django.setup()
    from django.db import connection

    from practices.actions import import_source
    from tests.practices.lines import IMPORTER

    left = statements

    def count(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        import_source(IMPORTER, path)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
