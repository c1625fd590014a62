/** Tables of the admin page, as Kysely types. */
interface AdminSignOutTable {
  token_id: string;
  /** When the sign-in would have expired. */
  expires_at: Date;
}

export interface AdminTables {
  admin_sign_out: AdminSignOutTable;
}
