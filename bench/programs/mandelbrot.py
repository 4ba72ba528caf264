# The Mandelbrot set: floating-point arithmetic in local variables, nested loops.
# sizes: 240 160

import sys


def steps_inside(size, most):
    inside = 0
    for row in range(size):
        cy = 2.0 * row / size - 1.0
        for column in range(size):
            cx = 3.0 * column / size - 2.0
            x = y = 0.0
            step = 0
            while step < most and x * x + y * y < 4.0:
                x, y = x * x - y * y + cx, 2.0 * x * y + cy
                step += 1
            inside += step
    return inside


print(steps_inside(int(sys.argv[1]), 50))
