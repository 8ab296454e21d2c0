import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NOT_FOUND } from '../../platform';
import { DomainError } from '../../shared/domain-error';
import { Assets } from './assets';
import { codingFor } from './coding';

const WORTH_PACKING = 1024;
const FOR_EVER = 'public, max-age=31536000, immutable';

@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  constructor(private readonly assets: Assets) {}

  @Get(':version/:name')
  async file(
    @Param('version') version: string,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asset = this.assets.find(name);
    if (asset === undefined) throw new DomainError('not-found', NOT_FOUND);
    // A few lines would not get shorter, and what is made from its name is kept nowhere.
    const coding = asset.content.length < WORTH_PACKING ? null : codingFor(request.headers['accept-encoding']);
    // While servers are renewed, one may be asked for the files of another: it gives its own, and nobody keeps them.
    void reply.header('Cache-Control', version === this.assets.version ? FOR_EVER : 'no-store');
    void reply.header('Vary', 'Accept-Encoding').type(asset.type);
    if (coding === null) return reply.send(asset.content);
    return reply.header('Content-Encoding', coding).send(await this.assets.pack(name, asset, coding));
  }
}
