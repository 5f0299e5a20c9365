import { madeUpText } from './made-up-text.ts'
import type { Message } from './model.ts'

/** A message nobody has written a text for: it is made when somebody looks, so that thousands of them are small. */
export class MadeUpMessage implements Message {
  readonly id: number
  readonly authorId: number
  readonly at: number
  declare likes?: Set<number>

  constructor(id: number, authorId: number, at: number) {
    this.id = id
    this.authorId = authorId
    this.at = at
  }

  get text(): string {
    return madeUpText(this.id)
  }
}
