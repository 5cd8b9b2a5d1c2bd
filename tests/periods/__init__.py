"""Dates, periods, schedules and deadlines, one file for each module of `hostbilling.periods`."""
