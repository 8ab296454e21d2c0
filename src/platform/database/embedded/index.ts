export { dataFolderPath } from './data-folder';
export { EmbeddedServerError } from './embedded-server-error';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './embedded-server';
export { rolesSql } from './roles';
