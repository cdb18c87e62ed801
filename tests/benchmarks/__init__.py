"""Figures of speed: `make bench` prints seconds beside what the project promises."""
