"""THE STEPS: idempotent, plain values in and out."""
