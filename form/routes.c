#include "form/asset.h"
#include "form/form_private.h"
#include "form/monitor.h"
#include "form/respond.h"

static const struct sam_route api[] = {
    {SAM_GET, "/api/v1/responses", SAM_BODY_NONE,
     SAM_ROUTE_API | SAM_ROUTE_READER | SAM_ROUTE_ASIDE, sam_list_responses, NULL},
    {SAM_POST, "/api/v1/responses", SAM_BODY_JSON,
     SAM_ROUTE_API | SAM_ROUTE_RESPONDENT | SAM_ROUTE_WRITES, sam_submit_response, NULL},
};

static const struct sam_route assets[] = {
    {SAM_GET, "/assets/:name", SAM_BODY_NONE, SAM_ROUTE_FREE, sam_asset_serve, NULL},
};

#define TABLE(routes)                                                                              \
    { routes, sizeof(routes) / sizeof *(routes) }

const struct sam_route_table sam_route_tables[] = {
    TABLE(api),
    TABLE(assets),
    TABLE(sam_respond_routes),
    TABLE(sam_monitor_routes),
};
const size_t sam_route_table_count = sizeof sam_route_tables / sizeof *sam_route_tables;
