import * as v from 'valibot'
import { count } from './wire.ts'

const profileSchema = v.object({ ID: count })

/** The current user's id from an answer of `profile`, which needs no scope. @throws ValiError when there is none */
export const parseProfile = (answer: unknown): number => v.parse(profileSchema, answer).ID
