export { dataFolderPath } from './data-folder';
export { EmbeddedServerError } from './embedded-server-error';
export { startEmbeddedServer, type EmbeddedServer } from './embedded-server';
export { rolesSql } from './roles';
