import type { B24Frame } from '@bitrix24/b24jssdk'
import * as v from 'valibot'
import type { Result } from '../domain/failure.ts'
import { askBatch } from './batch.ts'
import { parsed } from './parsed.ts'
import { listOf, text } from './wire.ts'

const scopesSchema = listOf(text)

/** The permissions the app was granted, as the method `scope` tells them. One HTTP request. */
export async function askScopes(b24: B24Frame): Promise<Result<ReadonlySet<string>>> {
  const answers = await askBatch(b24, { scopes: { method: 'scope' } })
  return answers.ok ? parsed(answers.value.scopes, answer => new Set(v.parse(scopesSchema, answer))).outcome : answers
}
