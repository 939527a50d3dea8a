"""Cases on the desk: the shelf that they stand on, and the forms that change them."""
