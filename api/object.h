/* Objects as a caller is shown them: read with what the caller may do, hidden from strangers,
 * written with their tag. */
#ifndef API_OBJECT_H
#define API_OBJECT_H

#include "api/etag.h"
#include "api/resources.h"
#include "api/wire/shape_json.h"

struct request;

/* Reads an object of the route's resource, its allowed_events those of the caller, into the
 * request's arena. NOT_FOUND when there is none, and for whom it does not concern alike. */
enum status MUST_CHECK object_read(struct request *request, const char *id, void **ret_object);

/* Makes an object what the caller is shown: takes out what is not theirs to see. Sets
 * allowed_events, where the kind has them: the events that have a route, that the caller may fire,
 * and that the state allows. */
enum status MUST_CHECK object_allow(struct request *request, void *object);

/* The tag of an object that was read so: of the very bytes that object_show writes. */
enum status MUST_CHECK object_tag(const struct request *request, const void *object,
                                  char ret_etag[ETAG_SIZE]);

/* Writes it as the reply's body, with its tag. */
enum status MUST_CHECK object_show(struct request *request, const void *object);

/* The same, after a write: reads it anew, as a GET would. */
enum status MUST_CHECK object_show_again(struct request *request, const char *id);

/* ---- for those who change them */

/* Decodes the body of the request; its faults are the request's. Statuses of shape_from_json. */
enum status MUST_CHECK object_decode(struct request *request, const struct shape *shape,
                                     enum decode_mode mode, void *ret_struct);

/* Who does it now: the caller, in one of the hats (BY_…) that rights_to gave. */
struct deed object_deed(const struct request *request, unsigned hats);

/* Reads an object for a caller who may do the route's operation to it, in hats, and holds If-Match
 * and If-None-Match against it. False when it must not be changed: then 403 or 412 was answered, or
 * *ret_status says why. */
bool object_read_to_change(struct request *request, void **ret_object, unsigned *ret_hats,
                           enum status *ret_status);

/* Tells a CONFLICT by the sentence of its first fault, which is what stands in the way; the status,
 * for the handler to return. */
enum status MUST_CHECK object_tell(struct request *request, enum status status);

/* True unless the event takes a person's name, and the caller is a program. */
bool object_may_sign(const struct request *request, const struct lifecycle_row *row);

#endif
