export interface Owner {
  name: string;
  email: string;
  password: string;
}

export interface Company {
  account_name: string;
  time_zone: string;
}
