/**
 * What the roles of the service account allow is what counts: some of the APIs that are read accept
 * no narrower scope (https://developers.google.com/identity/protocols/oauth2/scopes).
 */
export const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
