/* The version of Kring, as `kring --version` and the OpenAPI document tell it. */
#ifndef API_VERSION_H
#define API_VERSION_H

#define KRING_VERSION "0.1.0"

#endif
