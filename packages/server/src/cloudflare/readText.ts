/** No answer of the API comes near this, in bytes. */
const longestBody = 1_000_000

/** The text of an answer. Rejects with a RangeError as soon as it is too long, without reading on. */
export async function readText(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const reader = response.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > longestBody) {
      await reader.cancel()
      throw new RangeError(`The answer is longer than ${longestBody} bytes.`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}
