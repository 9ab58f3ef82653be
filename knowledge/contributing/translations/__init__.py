"""The words of a sheet in another language, as something that can be proposed and reviewed."""
