import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What the server does with the next message: takes it, cannot now, never will, or takes it and dies before it says so. */
export type Answer = 'takes' | 'later' | 'never' | 'hangs up';

export interface Received {
  to: string;
  /** Headers and body as they came, with the lines of long headers joined and quoted-printable undone. */
  raw: string;
  messageId: string;
  subject: string;
}

/** A mail server of a test's own, which speaks as much SMTP as it takes to get a message. */
export class MailServer {
  readonly received: Received[] = [];
  answers: Answer[] = [];
  /** Before it answers to the end of a message. */
  pauseMs = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MailServer> {
    const server = createServer();
    const own = new MailServer(server);
    server.on('connection', (socket) => own.talk(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return own;
  }

  get environment(): NodeJS.ProcessEnv {
    const { port } = this.server.address() as AddressInfo;
    return { ACCORD_SMTP_URL: `smtp://127.0.0.1:${String(port)}`, ACCORD_MAIL_FROM: 'Accord <accord@mail.example>' };
  }

  to(address: string): Received[] {
    return this.received.filter(({ to }) => to === address);
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const state = { to: '', inData: false, text: '' };
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      state.text += chunk.toString('utf8');
      this.read(socket, state);
    });
  }

  private read(socket: Socket, state: { to: string; inData: boolean; text: string }): void {
    for (;;) {
      const end = state.inData ? '\r\n.\r\n' : '\r\n';
      const at = state.text.indexOf(end);
      if (at < 0) return;
      const piece = state.text.slice(0, at);
      state.text = state.text.slice(at + end.length);
      if (state.inData) {
        state.inData = false;
        setTimeout(() => this.take(socket, state.to, piece), this.pauseMs);
      } else {
        state.to = /^RCPT TO:<(.*?)>/i.exec(piece)?.[1] ?? state.to;
        state.inData = /^DATA/i.test(piece);
        socket.write(answerTo(piece));
      }
    }
  }

  private take(socket: Socket, to: string, data: string): void {
    const answer = this.answers.shift() ?? 'takes';
    if (answer === 'later') socket.write('451 not now\r\n');
    else if (answer === 'never') socket.write('554 not here\r\n');
    else {
      this.received.push({ to, ...readMessage(data) });
      if (answer === 'hangs up') socket.destroy();
      else socket.write('250 taken\r\n');
    }
  }
}

function answerTo(command: string): string {
  if (/^DATA/i.test(command)) return '354 go on\r\n';
  return /^QUIT/i.test(command) ? '221 bye\r\n' : '250 ok\r\n';
}

function readMessage(data: string): Omit<Received, 'to'> {
  const raw = data
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
  return { raw, messageId: header('Message-ID'), subject: header('Subject') };
}
