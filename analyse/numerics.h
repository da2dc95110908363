/* Call once, first in every main: GSL's own error handler ends the program at a domain error; we
 * look at what its functions return. */
#ifndef SAM_ANALYSE_NUMERICS_H
#define SAM_ANALYSE_NUMERICS_H

void sam_numerics_init(void);

#endif
