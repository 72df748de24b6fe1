import * as z from 'zod';

/** What an HTTP API sends on of a function's answer: bytes, in whatever form they came. */
export const ApiAnswer = z
  .object({
    statusCode: z.number(),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
    isBase64Encoded: z.boolean().default(false),
  })
  .transform(({ body, isBase64Encoded, ...head }) => {
    const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
    return { ...head, bytes, body: bytes.toString() };
  });
