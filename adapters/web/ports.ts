/** What the web page needs from outside; `adapters/main.ts` gives it. */
import type { Holdings } from '../../bot/privacy/erasure.ts';
import type { Clock, ConversationKey, Journal, TranscriptEntry } from '../../bot/ports.ts';
import type { Mark } from '../../bot/feedback/words.ts';
import type { OwnCopy } from '../../bot/handoff/own-copy.ts';
import type { Reply } from '../../bot/reply.ts';
import type { SourceInUse } from '../../knowledge/knowledge-base.ts';
import type { AboutSettings } from './about/settings.ts';

export interface WebPorts {
  /** What a new visitor reads. Nothing is stored for it: a conversation begins with the first message. */
  greeting: Reply;
  clock: Clock;
  journal: Journal;
  /**
   * Opens a conversation for its first message. The same message again, as long as nothing followed it, finds the same conversation:
   * a browser that never heard of the first answer tries again without a cookie. The token is all that the person's browser keeps; it goes in a cookie, never in a URL: letters, digits, `.`, `-`, `_` and `~`.
   */
  start(first: { id: string; text: string }): Promise<{ conversation: ConversationKey; token: string }>;
  /** The conversation of a token, or null when the token is forged, too old, or its conversation was erased. */
  recognize(token: string): Promise<ConversationKey | null>;
  /** Returns once the message is stored. The same id twice is the same message. */
  receive(conversation: ConversationKey, message: { id: string; text: string }): Promise<void>;
  /** Resolves when every message received so far has its reply, or when the bot gave up. */
  settled(conversation: ConversationKey): Promise<void>;
  /** Entries with a position greater than `after`, in order. */
  transcript(conversation: ConversationKey, after: number): Promise<TranscriptEntry[]>;
  /** Notes what the person says of an answer; false when that entry is none of the conversation. */
  judge(conversation: ConversationKey, entry: string, mark: Mark): Promise<boolean>;
  /** What was said of these entries, by their ids. */
  marks(conversation: ConversationKey, entries: TranscriptEntry[]): Promise<Map<string, Mark>>;
  /** The person's own copy of the fiche de liaison; null while there is nothing to put in it. */
  ownCopy(conversation: ConversationKey): Promise<OwnCopy | null>;
  /** Calls the listener after each new entry, until the function it returns is called. */
  subscribe(conversation: ConversationKey, listener: () => void): () => void;
  /** Removes every trace of the conversation, and gives what there was. */
  erase(conversation: ConversationKey): Promise<Holdings | null>;
  /** Told of each conversation that is erased, by another process too. `isEmptied`: by words, and it goes on with its receipt. */
  onErased?(listener: (conversation: ConversationKey, isEmptied: boolean) => void): void;
  /** For the attribution that the data's licence asks for. */
  sources(): SourceInUse[];
}

export interface WebSettings {
  /** Who offers this page, as people should read it. */
  operator: string;
  /** Origins of the web sites that may show the chat in a frame, besides our own: `https://www.example.org`. */
  frameAncestors: string[];
  /** What the pages on the service, privacy and accessibility say of this installation. */
  about: AboutSettings;
}
