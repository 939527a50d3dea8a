"""`python -m peaceops`: the command line where no `peaceops` is on the path."""

from peaceops.cli import main

if __name__ == "__main__":
    main()
