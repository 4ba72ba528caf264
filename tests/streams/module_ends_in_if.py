"""A module that ends in a test."""
import sys
x = 1
del x
if __name__ == "__main__":
    y = sys.maxsize > 1
