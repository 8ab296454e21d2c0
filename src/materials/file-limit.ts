/** A leaflet or a poster ready for print is larger than a letter. */
export const MATERIAL_FILE_LIMIT = 20 * 1024 * 1024;
