import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './problem';

/** Programs call these; everything else is looked at by people. */
const FOR_PROGRAMS = /^\/(api|health|metrics|assets)(?=[/?]|$)/;

export type ShowProblem = (answer: Problem, request: FastifyRequest, reply: FastifyReply) => void;

/** Failures in plain words for people. The pages register how, since the platform knows none. */
@Injectable()
export class ErrorPages {
  private showProblem: ShowProblem | null = null;

  register(show: ShowProblem): void {
    this.showProblem = show;
  }

  /** Answers the request with a page; false when it is a program's, and nothing was answered. */
  show(answer: Problem, request: FastifyRequest, reply: FastifyReply): boolean {
    if (this.showProblem === null || FOR_PROGRAMS.test(request.url)) return false;
    this.showProblem(answer, request, reply);
    return true;
  }
}
