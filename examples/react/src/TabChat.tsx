import { type Chat, PEOPLE } from 'example-shared'
import { type FormEvent, useState } from 'react'
import { useStore } from './useStore.ts'

/** Words to the other tab, over the call itself. */
export function TabChat({ chat }: { chat: Chat }) {
  const { isOpen, lines } = useStore(chat)
  const [text, setText] = useState('')

  function say(event: FormEvent) {
    event.preventDefault()
    chat.say(text)
    setText('')
  }

  return (
    <section className="panel chat" aria-labelledby="chat-title">
      <h2 id="chat-title">Say something to the other tab</h2>
      <div role="log" aria-label="What was said" data-testid="chat">
        {lines.map(({ key, from, text }) => (
          <p key={key}>
            <strong>{PEOPLE[from]}:</strong> {text}
          </p>
        ))}
      </div>
      <form onSubmit={say}>
        <label>
          Message
          <input
            data-testid="chat-text"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <button type="submit" className="button" data-testid="chat-say" disabled={!isOpen}>
          Send
        </button>
      </form>
    </section>
  )
}
