"""The screens: one folder per section of the sidebar; they draw and nothing else."""
