"""Measures of the product from outside, through its command line: accuracy and speed on real corpora."""
