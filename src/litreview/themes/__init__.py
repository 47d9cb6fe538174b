"""Read, write and resolve the codebook."""
