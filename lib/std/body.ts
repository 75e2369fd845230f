/** As Node has it; the types of browsers do not know it yet. */
const { from } = ReadableStream as unknown as { readonly from: (parts: Parts) => ReadableStream<Uint8Array> }
type Parts = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** Bytes as the body of an answer, pulled by whoever reads it, so that a slow line fills no memory; who stops reading ends them. */
export const toBody = (parts: Parts): ReadableStream<Uint8Array> => from.call(ReadableStream, parts)
