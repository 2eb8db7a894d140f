CREATE TABLE sign_off (
    snapshot VARCHAR PRIMARY KEY, signed_by VARCHAR, signed_as VARCHAR, signed_at VARCHAR, event BIGINT
);
