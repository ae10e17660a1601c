"""`fuyuan demo`: the tour, and one case through each path, over a real server."""
