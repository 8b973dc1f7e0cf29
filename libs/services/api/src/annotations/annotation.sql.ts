import { utc } from '../http/sql-json';

/** What people wrote about the resource `r`: no row before the first time. */
export const ANNOTATIONS_OF_RESOURCE =
  'LEFT JOIN cloud_resource_annotations n ON n.resource_id = r.id';

/** The same as the API shows it. */
export const ANNOTATIONS = `json_build_object('owner', n.owner, 'description', n.description,
  'entity_id', n.entity_id, 'environment', n.environment, 'labels', coalesce(n.labels, '{}'), 'links', coalesce(n.links, '[]'),
  'updated_at', ${utc('n.updated_at')}, 'updated_by', n.updated_by)`;
