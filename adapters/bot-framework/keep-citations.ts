/**
 * The SDK's description of an entity knows three fields and drops all others on the way to the channel: citations would be lost.
 * The SDK is archived and will not change, so its description is completed here, once.
 */
import { createRequire } from 'node:module';

interface EntityMapper {
  Entity: { type: { additionalProperties?: unknown } };
}

const mappers = createRequire(import.meta.url)('botframework-connector/lib/connectorApi/models/mappers.js') as EntityMapper;

export function keepCitations(): void {
  mappers.Entity.type.additionalProperties = { type: { name: 'any' } };
}
