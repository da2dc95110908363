typedef int sam_cli_empty;
