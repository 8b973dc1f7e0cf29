/** Path below which every route of the API lives. */
export const API_PATH = 'api/v1';
