import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { DomainError } from '../../shared/domain-error';
import type { Actor } from '../access/actor';
import { ReadsService } from '../database/reads.service';
import type { Tx } from '../database/tx';
import { NOT_FOUND } from '../http/problem';
import { cleanFileName } from './file-name.rules';
import { cutUp } from './pieces';
import type { Written } from './pieces';
import { streamOf } from './stored-pieces';

export interface NewOwnFile {
  /** What it is to its organisation, in the words of the domain: `payment_export`. */
  purpose: string;
  mediaType: string;
  fileName: string;
  limitBytes: number;
}

export interface OwnFile {
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  /** Hex. */
  sha256: string;
  stream: Readable;
}

/** Files of one health body alone, written once and the same for ever. */
@Injectable()
export class OwnFiles {
  constructor(private readonly reads: ReadsService) {}

  /**
   * Writes a stream in the caller's transaction: with it, the file is there whole or not at all. The stream may itself read
   * through the transaction. Throws DomainError `too-large`, and `invalid` when nothing comes.
   */
  async write(
    tx: Tx,
    source: AsyncIterable<Buffer | string>,
    { purpose, mediaType, fileName, limitBytes }: NewOwnFile,
  ): Promise<Written & { id: string }> {
    const id = uuid();
    const written = await cutUp(source, limitBytes, async (piece, position) => {
      await tx.change(
        'insert into own_file_chunk (organisation_id, file_id, position, bytes) values ($1, $2, $3, $4)',
        [tx.actor.organisationId, id, position, piece],
      );
    });
    await tx.change(
      `insert into own_file (organisation_id, id, purpose, sha256, size_bytes, media_type, file_name)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.actor.organisationId, id, purpose, written.sha256, written.sizeBytes, mediaType, cleanFileName(fileName)],
    );
    return { id, ...written };
  }

  /** Throws DomainError `not-found` when the actor's organisation has no such file. */
  async read(actor: Actor, id: string): Promise<OwnFile> {
    const key = [actor.organisationId, id];
    const [file] = await this.reads.rows<{ fileName: string; mediaType: string; sizeBytes: string; sha256: Buffer }>(
      actor,
      `select file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
       from own_file where organisation_id = $1 and id = $2`,
      key,
    );
    if (file === undefined) throw new DomainError('not-found', NOT_FOUND);
    const stream = await streamOf(file.sha256, async (position) => {
      const [piece] = await this.reads.rows<{ bytes: Buffer }>(
        actor,
        'select bytes from own_file_chunk where organisation_id = $1 and file_id = $2 and position = $3',
        [...key, position],
      );
      return piece?.bytes ?? null;
    });
    return { ...file, sizeBytes: Number(file.sizeBytes), sha256: file.sha256.toString('hex'), stream };
  }
}
