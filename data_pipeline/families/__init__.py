"""Families of theorems: functions that draw one theorem, with its proof, from a random source. One module an area."""
