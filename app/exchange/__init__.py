"""Files in and out, pure: reading and writing translators' formats. Applying them is
`workflow.imports.translation_files`."""
