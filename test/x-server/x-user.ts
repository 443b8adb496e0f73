/** A person with an account at the local X. */
export interface XUser {
  id: string;
  name: string;
  username: string;
  verifiedType: "none" | "blue" | "business" | "government";
  subscriptionType: "None" | "Basic" | "Premium" | "PremiumPlus";
  /** Absent by default, so that no client under test loads a picture from elsewhere. */
  profileImageUrl?: string;
}

/** The account that signs in when a test names none. */
export const defaultUser: XUser = {
  id: "2244994945",
  name: "Local Account",
  username: "local_account",
  verifiedType: "none",
  subscriptionType: "None",
};

/** Whether the larger limits of X's subscriptions apply. */
export function isPremium(user: XUser): boolean {
  return user.subscriptionType === "Premium" || user.subscriptionType === "PremiumPlus";
}
