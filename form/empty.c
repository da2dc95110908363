typedef int sam_form_empty;
