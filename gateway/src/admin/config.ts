/** Who may use the admin page. */
import { z } from 'zod';

const PASSWORD_HASH = /^scrypt\$\d+\$\d+\$\d+\$[\w+/=]+\$[\w+/=]+$/;

export const adminSchema = z.strictObject({
  users: z
    .array(
      z.strictObject({
        /** Appears in the audit trail as `admin:<name>`. */
        name: z.string().regex(/^[\w.@-]{1,100}$/),
        /** As `npm run admin:password` prints it. */
        passwordHash: z.string().regex(PASSWORD_HASH),
      }),
    )
    .min(1),
  /** Lifetime of a sign-in. */
  sessionSeconds: z.number().int().positive().default(3600),
});

export type AdminConfig = z.infer<typeof adminSchema>;
