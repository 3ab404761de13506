/** What our turns are compared with: the smallest Bot Framework bot, on our own Direct Line adapter, with a log in memory. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { ActivityTypes } from 'botbuilder';
import express from 'express';
import { createMemoryLog } from '../../direct-line/activity-log.ts';
import { createDirectLine } from '../../direct-line/create-direct-line.ts';
import { createTokens } from '../../direct-line/tokens.ts';

const directLine = createDirectLine({
  log: createMemoryLog(),
  logic: async (context) => {
    if (context.activity.type === ActivityTypes.Message) await context.sendActivity(`Vous avez dit : ${context.activity.text}`);
  },
  tokens: createTokens(randomBytes(32), 1),
  secret: process.env['DIRECT_LINE_SECRET'],
  onFailure: (error) => console.error(error),
});

const app = express();
app.get('/readyz', (_request, response) => void response.json({ status: 'ready' }));
app.use('/v3/directline', directLine.router);

const server = createServer(app);
server.on('upgrade', (request, socket, head) => directLine.upgrade(request, socket, head) || socket.destroy());
server.listen(Number(process.env['PORT']), process.env['HOST']);
process.on('SIGTERM', () => {
  directLine.close();
  server.close();
  server.closeAllConnections();
});
