"""The parts of make_sample.py: invented facts and people in, a messy helpdesk export out."""
