/** Lines of a transcript, as the database holds them. What is given as `Work` runs inside the caller's transaction. */
import type { ConversationKey, TranscriptEntry } from '../../bot/ports.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { get, type Row, run, type Work } from './sql.ts';

export interface TranscriptRows {
  find(conversation: ConversationKey, id: string): Work<TranscriptEntry | null>;
  /** Adds a line; the caller's transaction keeps the positions without a gap. */
  append(line: TranscriptEntry): Work<TranscriptEntry>;
  read(row: Row): TranscriptEntry;
}

export function createTranscriptRows({ close, open, json, parsed }: SealedColumns): TranscriptRows {
  function read(row: Row): TranscriptEntry {
    const conversation = String(row.conversation);
    return {
      conversation,
      position: Number(row.position),
      id: String(row.id),
      at: String(row.at),
      from: row.sender as TranscriptEntry['from'],
      text: open(row.text, conversation, 'text'),
      reply: parsed(row.reply, conversation, 'reply'),
      inReplyTo: row.in_reply_to === null ? null : String(row.in_reply_to),
      clientData: parsed(row.client_data, conversation, 'client_data'),
    };
  }

  return {
    read,
    *find(conversation, id) {
      const row = yield* get('SELECT * FROM transcript WHERE conversation = ? AND id = ?', conversation, id);
      return row ? read(row) : null;
    },
    *append(line) {
      const { conversation, reply, clientData } = line;
      yield* run(
        'INSERT INTO transcript (conversation, position, id, at, sender, text, reply, in_reply_to, client_data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        conversation, line.position, line.id, line.at, line.from, close(line.text, conversation, 'text'),
        reply === null ? null : json(reply, conversation, 'reply'), line.inReplyTo, clientData === null ? null : json(clientData, conversation, 'client_data'),
      );
      return line;
    },
  };
}
